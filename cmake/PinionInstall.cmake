# SPDX-License-Identifier: GPL-3.0-or-later
# What "cmake --install" puts next to the programs: licence, manual pages and desktop integration.

include(GNUInstallDirs)
# Parts that the programs load when they need them, from the prefix of an installation.
set(PINION_MODULE_FOLDER ${CMAKE_INSTALL_LIBDIR}/pinion)
set(PINION_APP_ID io.github.pinion_editor.Pinion)

install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES packaging/linux/pinion-cli.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

if(PINION_GUI AND UNIX AND NOT APPLE)
    set(icons ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
    install(FILES packaging/linux/pinion.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES packaging/linux/${PINION_APP_ID}.desktop
        DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES packaging/linux/${PINION_APP_ID}.metainfo.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES packaging/linux/${PINION_APP_ID}.mime.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages
        RENAME ${PINION_APP_ID}.xml)
    install(FILES resources/icons/pinion.svg
        DESTINATION ${icons}/scalable/apps RENAME ${PINION_APP_ID}.svg)
    install(FILES resources/icons/pinion-symbolic.svg
        DESTINATION ${icons}/symbolic/apps RENAME ${PINION_APP_ID}-symbolic.svg)
endif()
